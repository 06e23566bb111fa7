// Package refusals reads KEDA's source and lists, for every trigger type, how the errors of its constructor begin:
// those that come from reading the parameters, and those that come later, from creating a client. The judge
// distinguishes stages by this list, so its diff has to be reviewed for a new release.
package refusals

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
)

// List writes the list of the release whose source is in the folder: type, stage and beginning, separated by tabs.
func List(folder string, to io.Writer) error {
	constructors, err := constructorsOf(folder)
	if err != nil {
		return err
	}
	functions, err := functionsOf(folder)
	if err != nil {
		return err
	}
	var all []refusal
	for triggerType, constructor := range constructors {
		function, known := functions[constructor]
		if !known {
			return fmt.Errorf("%s: no function %s in KEDA's scalers", triggerType, constructor)
		}
		w := walker{triggerType: triggerType, functions: functions}
		w.body(function, "")
		all = append(all, w.found...)
	}
	slices.SortFunc(all, func(a, b refusal) int {
		return cmp.Or(cmp.Compare(a.triggerType, b.triggerType), cmp.Compare(b.stage, a.stage), cmp.Compare(a.begins, b.begins))
	})
	out := bufio.NewWriter(to)
	fmt.Fprintln(out, "# type, stage, how the message begins (- if it is the unchanged error of TypedConfig or of another package)")
	for _, r := range slices.Compact(all) {
		fmt.Fprintf(out, "%s\t%s\t%s\n", r.triggerType, r.stage, r.begins)
	}
	return out.Flush()
}
