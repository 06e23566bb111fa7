package supervise

import "bufio"

// debts are the questions that children had not answered when they died.
type debts struct {
	questions [][]byte
	part      int // how many of them to send at a time
}

// settle sends all of them again, and reports whether the child has survived. Each death makes the parts smaller, until
// a child dies of a single question that was the first one it got. Only then is that question to blame: a later
// question may die of something that an earlier one started.
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

// part sends some questions and returns how many were answered before the child died.
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
