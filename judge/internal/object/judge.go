package object

import (
	"context"
	"fmt"
	"slices"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/keda4j/keda4j/judge/internal/protocol"
)

// NewJudge sets up KEDA's webhooks; a process can have only one judge.
func NewJudge(patience time.Duration, definitions []*apiextensionsv1.CustomResourceDefinition) (*Judge, error) {
	if err := configureOperator(); err != nil {
		return nil, err
	}
	webhooks, err := newWebhooks()
	if err != nil {
		return nil, err
	}
	return &Judge{Patience: patience, schemas: newSchemas(definitions), webhooks: webhooks}, nil
}

// Answer parses the question and evaluates each layer.
func (j *Judge) Answer(ctx context.Context, line []byte) any {
	var q Question
	if err := protocol.Read(line, &q); err != nil {
		return protocol.Wrong("%v", err)
	}
	c, err := j.prepare(&q)
	if err != nil {
		return protocol.Wrong("%v", err)
	}
	return c.answer(ctx)
}

// inCase is a question about to be answered.
type inCase struct {
	*Judge
	cluster *cluster
	kind    *kindSchema
	object  *unstructured.Unstructured
	old     *unstructured.Unstructured
	layers  []Layer
	dryRun  bool
	reach   bool
	pruned  []string
	refused []FieldError
	built   *OperatorAnswer
}

func (j *Judge) prepare(q *Question) (*inCase, error) {
	c := &inCase{Judge: j, layers: q.Layers, dryRun: q.DryRun, reach: q.Reachable}
	if len(c.layers) == 0 {
		c.layers = Layers
	}
	for _, layer := range c.layers {
		if !slices.Contains(Layers, layer) {
			return nil, fmt.Errorf("unknown layer %q; expected one of %v", layer, Layers)
		}
	}
	var err error
	if c.object, err = parse(q.Object); err != nil {
		return nil, fmt.Errorf("object: %w", err)
	}
	if c.kind, err = j.schemas.of(c.object.GroupVersionKind()); err != nil {
		return nil, err
	}
	if c.kind == nil {
		return nil, fmt.Errorf("object: %s is not one of KEDA's kinds", c.object.GroupVersionKind())
	}
	switch q.Operation {
	case "", "create":
	case "update":
		if c.old = c.object.DeepCopy(); len(q.Old) > 0 {
			if c.old, err = parse(q.Old); err != nil {
				return nil, fmt.Errorf("old: %w", err)
			}
		}
		if _, err := c.kind.decode(c.old); err != nil {
			return nil, fmt.Errorf("old: %w", err)
		}
	default:
		return nil, fmt.Errorf("unknown operation %q; expected create or update", q.Operation)
	}
	if c.cluster, err = j.newCluster(q.Cluster); err != nil {
		return nil, err
	}
	c.store()
	return c, nil
}

// store changes the object to what the API server would store, and records the API server's answer.
func (c *inCase) store() {
	var err error
	if c.pruned, err = c.kind.decode(c.object); err != nil {
		c.refused = causes(err)
		return
	}
	c.kind.complete(c.object, c.old)
	c.refused = c.kind.admit(context.Background(), c.object, c.old)
}

func (c *inCase) answer(ctx context.Context) *Answer {
	answer := &Answer{}
	for _, layer := range Layers {
		if !slices.Contains(c.layers, layer) {
			continue
		}
		var ruling protocol.Ruling
		switch layer {
		case Schema:
			answer.Schema = schemaAnswer(c.refused, c.pruned)
			ruling = answer.Schema.Ruling
		case Webhook:
			answer.Webhook = c.webhook(ctx)
			ruling = answer.Webhook.Ruling
		case Operator:
			if answer.Operator = c.operator(ctx); answer.Operator == nil {
				continue // objects of this kind have no scalers
			}
			ruling = answer.Operator.Ruling
		case Reconcile:
			if answer.Reconcile = c.reconcile(ctx); answer.Reconcile == nil {
				continue
			}
			ruling = answer.Reconcile.Ruling
		}
		if answer.Verdict == "" || answer.Verdict == protocol.Accept {
			answer.Ruling = ruling
			if ruling.Verdict != protocol.Accept {
				answer.Stage = protocol.Stage(layer)
			} else {
				answer.Message = ""
			}
		}
	}
	return answer
}

func (c *inCase) webhook(ctx context.Context) *WebhookAnswer {
	return limit.Within(ctx, c.Patience,
		func(ctx context.Context) *WebhookAnswer {
			return c.webhooks.judge(ctx, c.cluster, admission{c.object, c.old, c.kind.resource, c.dryRun})
		},
		func(value any) *WebhookAnswer { return &WebhookAnswer{Ruling: protocol.Panicked(value)} },
		func() *WebhookAnswer { return &WebhookAnswer{Ruling: protocol.TooLate()} })
}
