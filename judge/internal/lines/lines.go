// Package lines reads a stream line by line, however long the lines are.
package lines

import (
	"bufio"
	"io"
)

// Each calls do with every non-empty line, including its line break; one is added to the last line if it is missing.
func Each(from io.Reader, do func([]byte)) error {
	in := bufio.NewReaderSize(from, 1<<16)
	for {
		line, err := in.ReadBytes('\n')
		if err == io.EOF && len(line) > 0 {
			line = append(line, '\n')
		}
		if len(line) > 1 {
			do(line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
