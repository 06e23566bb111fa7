package limit

import (
	"strconv"
	"strings"
)

// mostNumbers is far more than a Kafka cluster has partitions.
const mostNumbers = 1 << 20

// TooManyNumbers reports whether a list such as "1-3,8" has ranges with so many numbers that KEDA, which keeps each of
// them, would take the memory of the judge and of the machine.
func TooManyNumbers(list string) bool {
	numbers := 0.0 // cannot overflow
	for part := range strings.SplitSeq(list, ",") {
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			continue
		}
		from, err := strconv.ParseInt(strings.TrimSpace(first), 10, 64)
		if err != nil {
			continue
		}
		if to, err := strconv.ParseInt(strings.TrimSpace(last), 10, 64); err == nil && to > from {
			numbers += float64(to) - float64(from)
		}
	}
	return numbers > mostNumbers
}
