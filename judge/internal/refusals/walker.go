package refusals

import (
	"go/ast"
	"regexp"
	"strconv"
	"strings"
)

type refusal struct {
	triggerType string
	stage       string
	begins      string
}

const (
	parameters = "parameters"
	client     = "client"
	bare       = "-"
)

// Functions with such a name read the parameters; all other errors in a constructor come from creating a client.
var reads = regexp.MustCompile(`^(parse|validate|TypedConfig$|GetMetricTargetType$)`)

// walker goes through a constructor in source order and records every error that it returns.
type walker struct {
	triggerType string
	functions   map[string]*ast.FuncDecl
	found       []refusal
	depth       int
}

// body records the errors that a function returns, with the given stage or, if that is empty, with the stage of the
// call that they come from.
func (w *walker) body(function *ast.FuncDecl, stage string) {
	if w.depth == 3 || function.Body == nil {
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	from := map[string]string{} // maps the name of an error variable to the function that set it last
	ast.Inspect(function.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.AssignStmt:
			if len(n.Rhs) == 1 && called(n.Rhs[0]) != "" {
				if name, is := n.Lhs[len(n.Lhs)-1].(*ast.Ident); is {
					from[name.Name] = called(n.Rhs[0])
				}
			}
		case *ast.ReturnStmt:
			w.returned(n, from, stage)
		}
		return true
	})
}

func (w *walker) returned(statement *ast.ReturnStmt, from map[string]string, stage string) {
	if len(statement.Results) == 0 {
		return
	}
	last := statement.Results[len(statement.Results)-1]
	if name := called(last); len(statement.Results) == 1 && name != "" && name != "Errorf" {
		if next, known := w.functions[name]; known { // return createScaler(...): the rest of the constructor is in that function
			w.body(next, stage)
		}
		return
	}
	switch result := last.(type) {
	case *ast.Ident:
		if result.Name != "nil" {
			w.bareError(from[result.Name], stage)
		}
	case *ast.CallExpr:
		w.note(stageOf(stage, source(result, from)), begins(result))
	}
}

// bareError follows an error that is returned unchanged to the function that it comes from.
func (w *walker) bareError(function, stage string) {
	stage = stageOf(stage, function)
	if next, known := w.functions[function]; known && w.depth < 3 {
		w.body(next, stage)
		return
	}
	w.note(stage, bare)
}

func stageOf(stage, function string) string {
	switch {
	case stage != "":
		return stage
	case reads.MatchString(function):
		return parameters
	}
	return client
}

func (w *walker) note(stage, begins string) {
	w.found = append(w.found, refusal{w.triggerType, stage, begins})
}

// source returns the function whose error is an argument of fmt.Errorf.
func source(call *ast.CallExpr, from map[string]string) string {
	for _, argument := range call.Args {
		if name, is := argument.(*ast.Ident); is && from[name.Name] != "" {
			return from[name.Name]
		}
	}
	return ""
}

// begins returns a message's text before its first variable part.
func begins(call *ast.CallExpr) string {
	if len(call.Args) == 0 {
		return bare
	}
	literal, is := call.Args[0].(*ast.BasicLit)
	if !is {
		return bare
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return bare
	}
	text, _, _ = strings.Cut(text, "%")
	if text = strings.TrimSpace(text); text == "" {
		return bare
	}
	return text
}
