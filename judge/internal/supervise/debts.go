package supervise

import "bufio"

// debts are the questions that children owed an answer when they died.
type debts struct {
	questions [][]byte
	part      int // how many of them to ask at a time
}

// settle asks for all of them, and tells whether the child has survived it. Each death makes the parts smaller, until a child
// dies of a single question that is the first that it was asked; a later one may suffer for what an earlier one began.
func (d *debts) settle(c *child, out *bufio.Writer) bool {
	for first := true; len(d.questions) > 0; first = false {
		part := min(d.part, len(d.questions))
		answered := c.part(d.questions[:part], out)
		d.questions = d.questions[answered:]
		if answered == part {
			continue
		}
		if part > 1 {
			d.part = max(1, part/8)
		} else if first {
			c.end()
			_, _ = out.Write(c.died(d.questions[0]))
			d.questions = d.questions[1:]
			d.part = window
		}
		return false
	}
	d.part = window
	return true
}

// part asks some questions and returns how many were answered before the child died.
func (c *child) part(questions [][]byte, out *bufio.Writer) int {
	go func() {
		to := bufio.NewWriterSize(c.questions, 1<<16)
		for _, question := range questions {
			_, _ = to.Write(question)
		}
		_ = to.Flush()
	}()
	for i := range questions {
		answer, err := c.answers.ReadBytes('\n')
		if err != nil {
			return i
		}
		_, _ = out.Write(answer)
	}
	return len(questions)
}
