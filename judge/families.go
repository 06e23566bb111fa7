package main

import (
	"context"

	"github.com/go-logr/logr"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/klog/v2"
	ctrl "sigs.k8s.io/controller-runtime"

	"github.com/keda4j/keda4j/judge/internal/formula"
	"github.com/keda4j/keda4j/judge/internal/object"
	"github.com/keda4j/keda4j/judge/internal/protocol"
	"github.com/keda4j/keda4j/judge/internal/release"
	"github.com/keda4j/keda4j/judge/internal/serve"
	"github.com/keda4j/keda4j/judge/internal/syntax"
	"github.com/keda4j/keda4j/judge/internal/trigger"
)

// families are the kinds of questions, by the value of "ask".
func families(o options, definitions []*apiextensionsv1.CustomResourceDefinition) (map[string]serve.Family, error) {
	logger := logr.Discard()
	ctrl.SetLogger(logger)
	klog.SetLogger(logger)
	if err := trigger.Check(); err != nil {
		return nil, err
	}
	objects, err := object.NewJudge(o.patience, definitions)
	if err != nil {
		return nil, err
	}
	return map[string]serve.Family{
		"info":    info,
		"trigger": trigger.Judge{Patience: o.patience}.Answer,
		"object":  objects.Answer,
		"formula": formula.Judge{Patience: o.patience}.Answer,
		"syntax":  syntax.Judge{Patience: o.patience}.Answer,
	}, nil
}

type infoAnswer struct {
	protocol.Ruling
	Protocol   int      `json:"protocol"`
	KEDA       string   `json:"keda"`
	Kubernetes string   `json:"kubernetes"`
	Types      []string `json:"types"`
}

func info(_ context.Context, line []byte) any {
	if err := protocol.Read(line, &protocol.Head{}); err != nil {
		return protocol.Wrong("%v", err)
	}
	return infoAnswer{protocol.Accepted(), protocol.Version, release.KEDA(), release.Kubernetes(), trigger.Types()}
}
