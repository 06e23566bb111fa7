// Package cluster starts a control plane, supervises it, and stops it.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/keda4j/keda4j/judge/cluster/internal/kube"
	"github.com/keda4j/keda4j/judge/cluster/internal/pki"
	"github.com/keda4j/keda4j/judge/cluster/internal/pods"
	"github.com/keda4j/keda4j/judge/cluster/internal/procs"
)

// startAttempts is how many times to try to start the cluster, in case a port is taken in the meantime.
const startAttempts = 5

const portTaken = "address already in use"

// Supervise starts a cluster, reports that, and watches over it until the context or one of its programs ends. Then
// it ends all programs. It returns nil if it ended because the context did.
func Supervise(ctx context.Context, options Options, progress io.Writer, ready func(State)) error {
	if err := options.checkBuilt(); err != nil {
		return err
	}
	lock, err := options.Folder.lock()
	if err != nil {
		return err
	}
	defer lock.Close()
	old, err := options.Folder.ReadState()
	if err != nil {
		return err
	}
	if _, err := endLeftovers(old); err != nil {
		return err
	}
	starter := procs.NewStarter()
	for attempt := 1; ; attempt++ {
		s := &supervisor{options: options, starter: starter, progress: progress}
		err := s.run(ctx, ready)
		if err == nil || attempt == startAttempts || !strings.Contains(err.Error(), portTaken) || s.state.Status == Ready {
			return s.finish(err)
		}
		fmt.Fprintln(progress, "A port was taken in the meantime; starting again with others.")
	}
}

// supervisor is one attempt to start a cluster, and to run it after that.
type supervisor struct {
	options  Options
	starter  *procs.Starter
	progress io.Writer

	log     *log.Logger
	recipes recipes
	client  *kube.Client
	cancel  context.CancelCauseFunc

	state   State
	running []*procs.Process
}

// errAsked is the reason if somebody requested the end of the cluster.
var errAsked = errors.New("asked to end")

func (s *supervisor) run(parent context.Context, ready func(State)) error {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	defer context.AfterFunc(parent, func() { cancel(errAsked) })()
	s.cancel = cancel
	defer s.killAll()

	if err := s.prepare(); err != nil {
		return err
	}
	if err := s.start(ctx); err != nil {
		if errors.Is(context.Cause(ctx), errAsked) {
			return nil
		}
		return err
	}
	s.setReady()
	ready(s.state)
	<-ctx.Done()
	if err := context.Cause(ctx); !errors.Is(err, errAsked) {
		return err
	}
	return nil
}

// prepare writes everything that is known before the programs start.
func (s *supervisor) prepare() error {
	folder := s.options.Folder
	err := folder.renew()
	if err != nil {
		return err
	}
	if s.log, err = s.openLog("supervisor"); err != nil {
		return err
	}
	self, err := procs.Identify(os.Getpid())
	if err != nil {
		return err
	}
	s.state = State{
		Status:     Starting,
		Folder:     string(folder),
		StartedAt:  time.Now(),
		Kubeconfig: folder.Kubeconfig(),
		Supervisor: &Program{Name: "supervisor", Identity: self, Log: folder.Log("supervisor")},
	}
	if err := folder.writeState(s.state); err != nil {
		return err
	}
	files, err := pki.Write(folder.certs())
	if err != nil {
		return err
	}
	ports, err := choosePorts()
	if err != nil {
		return err
	}
	s.recipes = recipes{options: s.options, ports: ports, pki: files}
	s.state.Endpoints = s.recipes.endpoints()
	if err := writeKubeconfig(folder.Kubeconfig(), s.state.Endpoints); err != nil {
		return err
	}
	s.client, err = kube.NewClient(folder.Kubeconfig())
	return err
}

func (s *supervisor) start(parent context.Context) error {
	tooLate := fmt.Errorf("the cluster was not ready within %s", s.options.StartTimeout)
	ctx, cancel := context.WithTimeoutCause(parent, s.options.StartTimeout, tooLate)
	defer cancel()
	if err := s.startControlPlane(ctx); err != nil {
		return err
	}
	if err := s.startOwnParts(parent); err != nil {
		return err
	}
	if s.options.Keda {
		if err := s.startKeda(ctx); err != nil {
			return err
		}
	}
	if s.options.ResourceMetricsPort != 0 {
		s.say("register metrics.k8s.io")
		ca, err := caBundle(s.recipes.pki.CA)
		if err != nil {
			return err
		}
		err = registerResourceMetrics(ctx, s.client, s.options.Folder, s.options.ResourceMetricsPort, s.state.ResourceMetricsProxy, ca)
		if err != nil {
			return err
		}
	}
	// The default service account is the first sign that the controllers work. No pod can be created without it.
	return s.await(ctx, ControllerManager, func(ctx context.Context) error {
		_, err := s.client.Core.CoreV1().ServiceAccounts(metav1.NamespaceDefault).Get(ctx, "default", metav1.GetOptions{})
		return err
	})
}

func (s *supervisor) startControlPlane(ctx context.Context) error {
	if err := s.launch(s.recipes.etcd()); err != nil {
		return err
	}
	if err := s.launch(s.recipes.apiServer()); err != nil {
		return err
	}
	err := s.await(ctx, APIServer, func(ctx context.Context) error { return s.client.Get(ctx, "/readyz") })
	if err != nil {
		return err
	}
	return s.launch(s.recipes.controllerManager())
}

// startOwnParts starts the parts that run inside the supervisor.
func (s *supervisor) startOwnParts(ctx context.Context) error {
	podsLog, err := s.openLog("pods")
	if err != nil {
		return err
	}
	defaults := pods.Defaults{ReadyAfter: s.options.PodReadyAfter, CompleteAfter: s.options.JobDuration}
	go func() {
		if err := pods.Run(ctx, s.client.Core, defaults, podsLog); err != nil && ctx.Err() == nil {
			s.cancel(fmt.Errorf("pods are no longer updated: %w", err))
		}
	}()
	metricsLog, err := s.openLog("resource-metrics")
	if err != nil {
		return err
	}
	s.state.ResourceMetricsProxy, err = serveResourceMetrics(
		ctx, s.options.Folder, s.recipes.pki.ServerCert, s.recipes.pki.ServerKey, metricsLog)
	return err
}

func (s *supervisor) startKeda(ctx context.Context) error {
	objects, err := readKedaObjects(s.recipes)
	if err != nil {
		return err
	}
	s.say("apply KEDA's CRDs")
	if err := s.client.Apply(ctx, append(objects.crds, objects.namespace)...); err != nil {
		return err
	}
	for _, crd := range objects.crds {
		if err := s.client.AwaitCondition(ctx, crd, "Established"); err != nil {
			return err
		}
	}
	for _, command := range []procs.Command{s.recipes.kedaOperator(), s.recipes.kedaMetrics(), s.recipes.kedaWebhooks()} {
		if err := s.launch(command); err != nil {
			return err
		}
	}
	if err := s.client.Apply(ctx, append(objects.apiService, objects.webhooks)...); err != nil {
		return err
	}
	err = s.await(ctx, KedaOperator, func(ctx context.Context) error { return getPlain(ctx, s.state.Endpoints.KedaOperatorHealth+"/readyz") })
	if err != nil {
		return err
	}
	err = s.await(ctx, KedaWebhooks, func(ctx context.Context) error { return askWebhooks(ctx, s.client) })
	if err != nil {
		return err
	}
	return s.await(ctx, KedaMetrics, func(ctx context.Context) error {
		return s.client.Get(ctx, "/apis/external.metrics.k8s.io/v1beta1")
	})
}

// launch starts a program, records it, and ends the cluster if the program ends by itself.
func (s *supervisor) launch(command procs.Command) error {
	s.say("start " + command.Name)
	process, err := s.starter.Start(command)
	if err != nil {
		return err
	}
	s.running = append(s.running, process)
	s.state.Programs = append(s.state.Programs, Program{Name: command.Name, Identity: process.Identity, Log: command.Log})
	go func() {
		<-process.Ended
		s.cancel(fmt.Errorf("%s ended (%v); its log %s ends with:\n%s", command.Name, process.Err, command.Log, tail(command.Log)))
	}()
	return s.options.Folder.writeState(s.state)
}

func (s *supervisor) await(ctx context.Context, what string, try func(context.Context) error) error {
	if err := kube.Poll(ctx, try); err != nil {
		return fmt.Errorf("%s is not ready: %w", what, err)
	}
	s.say(what + " is ready")
	return nil
}

func (s *supervisor) setReady() {
	s.state.Status = Ready
	s.state.ReadyAfter = time.Since(s.state.StartedAt).Seconds()
	if err := s.options.Folder.writeState(s.state); err != nil {
		s.cancel(err)
	}
}

// killAll kills the programs: an orderly shutdown of a throw-away cluster is not worth the time.
func (s *supervisor) killAll() {
	var group sync.WaitGroup
	for _, process := range s.running {
		group.Go(func() {
			if err := process.Kill(); err != nil {
				s.say(err.Error())
			}
		})
	}
	group.Wait()
}

// finish records how the cluster ended.
func (s *supervisor) finish(err error) error {
	s.state.Status = Stopped
	if err != nil {
		s.state.Status = Failed
		s.state.Failure = err.Error()
	}
	return errors.Join(err, s.options.Folder.writeState(s.state))
}

// say writes to the user and to the supervisor's log.
func (s *supervisor) say(text string) {
	fmt.Fprintln(s.progress, text)
	s.log.Print(text)
}

func (s *supervisor) openLog(name string) (*log.Logger, error) {
	file, err := os.Create(s.options.Folder.Log(name))
	if err != nil {
		return nil, err
	}
	return log.New(file, "", log.LstdFlags|log.Lmicroseconds), nil
}

// tail returns the end of a log, long enough to show why a program ended.
func tail(path string) string {
	const lines, bytes = 5, 4096
	file, err := os.Open(path)
	if err != nil {
		return err.Error()
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Size() > bytes {
		_, _ = file.Seek(-bytes, io.SeekEnd)
	}
	content, err := io.ReadAll(file)
	if err != nil {
		return err.Error()
	}
	all := strings.Split(strings.TrimSpace(string(content)), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}

func getPlain(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", url, response.Status)
	}
	return nil
}
