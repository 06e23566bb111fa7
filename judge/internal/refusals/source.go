package refusals

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
)

// constructorsOf reads the table of KEDA's buildScaler: trigger type to constructor.
func constructorsOf(folder string) (map[string]string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, "pkg/scaling/scalers_builder.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	constructors := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		clause, is := n.(*ast.CaseClause)
		if !is || len(clause.Body) != 1 {
			return true
		}
		result, is := clause.Body[0].(*ast.ReturnStmt)
		if !is || len(result.Results) != 1 {
			return true
		}
		for _, label := range clause.List {
			literal, is := label.(*ast.BasicLit)
			if !is {
				continue
			}
			if name, err := strconv.Unquote(literal.Value); err == nil {
				constructors[name] = called(result.Results[0])
			}
		}
		return true
	})
	if len(constructors) < 50 {
		return nil, fmt.Errorf("found only %d trigger types in buildScaler: KEDA's code has probably changed", len(constructors))
	}
	return constructors, nil
}

// functionsOf finds the functions of KEDA's package scalers; methods are listed by their bare name, which is unique
// enough here.
func functionsOf(folder string) (map[string]*ast.FuncDecl, error) {
	files, err := filepath.Glob(filepath.Join(folder, "pkg/scalers/*.go"))
	if err != nil {
		return nil, err
	}
	functions := map[string]*ast.FuncDecl{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return nil, err
		}
		for _, declaration := range file.Decls {
			if function, is := declaration.(*ast.FuncDecl); is && function.Recv == nil {
				functions[function.Name.Name] = function
			}
		}
	}
	return functions, nil
}

// called returns the name of the function that an expression calls, without its package or receiver.
func called(expression ast.Expr) string {
	call, is := expression.(*ast.CallExpr)
	if !is {
		return ""
	}
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
