package main

import (
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

// The judge and the cluster need nearly the same packages. With the same versions and flags, the second build reuses
// the build cache of the first.
func TestVersionsAreThoseOfTheJudge(t *testing.T) {
	judge, err := versions("../go.mod")
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the judge's module is missing")
	}
	if err != nil {
		t.Fatal(err)
	}
	cluster, err := versions("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	shared := 0
	for module, version := range judge {
		other, found := cluster[module]
		if !found {
			continue
		}
		shared++
		if other != version {
			t.Errorf("%s is %s in the judge and %s here", module, version, other)
		}
	}
	if shared < 200 {
		t.Errorf("only %d modules are in both", shared)
	}
}

// versions returns the versions of the modules that a build uses, including replacements.
func versions(path string) (map[string]string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	file, err := modfile.Parse(path, content, nil)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for _, required := range file.Require {
		found[required.Mod.Path] = required.Mod.Version
	}
	for _, replaced := range file.Replace {
		if _, isRequired := found[replaced.Old.Path]; isRequired {
			found[replaced.Old.Path] = strings.TrimPrefix(replaced.New.Path+" "+replaced.New.Version, replaced.Old.Path+" ")
		}
	}
	return found, nil
}
