// Package lines reads a stream line by line, however long the lines are.
package lines

import (
	"bufio"
	"io"
)

// Each calls do with every line that is not empty, line end included; the last line gets one if it has none.
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
