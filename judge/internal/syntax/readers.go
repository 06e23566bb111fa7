package syntax

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gobwas/glob"
	"github.com/robfig/cron/v3"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/labels"
)

// readers are the parsers of the syntaxes, by the names that questions use. Those that begin with "typed-" are KEDA's
// own parsers of a parameter into a field of that type; see typed.go.
var readers = map[string]reader{
	"duration":      parsing(time.ParseDuration),
	"int":           parsing(strconv.Atoi),
	"int64":         parsing(func(text string) (int64, error) { return strconv.ParseInt(text, 10, 64) }),
	"float":         parsing(parseFloat),
	"bool":          parsing(strconv.ParseBool),
	"quantity":      parsing(parseQuantity),
	"regexp":        readRegexp,
	"glob":          readGlob,
	"labelSelector": readLabelSelector,
	"cron":          readCron,
	"timezone":      parsing(parseTimezone),
	"url":           parsing(func(text string) (address, error) { return parseURL(url.Parse(text)) }),
	"requestURI":    parsing(func(text string) (address, error) { return parseURL(url.ParseRequestURI(text)) }),
	"query":         parsing(url.ParseQuery),

	"typed-string":   typed[string](),
	"typed-bool":     typed[bool](),
	"typed-int":      typed[int](),
	"typed-int32":    typed[int32](),
	"typed-int64":    typed[int64](),
	"typed-uint":     typed[uint](),
	"typed-uint64":   typed[uint64](),
	"typed-float64":  typedFloat,
	"typed-duration": typed[time.Duration](),
	"typed-strings":  typed[[]string](),
	"typed-ints":     typed[[]int](),
	"typed-ranges":   typedRanges,
	"typed-map":      typed[map[string]string](),
	"typed-query":    typed[url.Values](),
}

func parsing[T any](parse func(string) (T, error)) reader {
	return func(text string, _ *Options) (any, func(string) bool, error) {
		value, err := parse(text)
		return value, nil, err
	}
}

func parseFloat(text string) (any, error) {
	number, err := strconv.ParseFloat(text, 64)
	return jsonFloat(number), err
}

// jsonFloat writes numbers that JSON does not have as text.
func jsonFloat(number float64) any {
	if text := strconv.FormatFloat(number, 'g', -1, 64); strings.ContainsAny(text, "NI") {
		return map[string]string{"NaN": "NaN", "+Inf": "Infinity", "-Inf": "-Infinity"}[text]
	}
	return number
}

// quantity is a quantity as Kubernetes writes it back, and as KEDA computes with it.
type quantity struct {
	Text  string `json:"text"`
	Milli int64  `json:"milli"` // rounded up, and limited to the range of int64
	Float any    `json:"float"`
}

func parseQuantity(text string) (quantity, error) {
	q, err := resource.ParseQuantity(text)
	if err != nil {
		return quantity{}, err
	}
	return quantity{q.String(), q.MilliValue(), jsonFloat(q.AsApproximateFloat64())}, nil
}

func readRegexp(text string, _ *Options) (any, func(string) bool, error) {
	expression, err := regexp.Compile(text)
	if err != nil {
		return nil, nil, err
	}
	return nil, expression.MatchString, nil
}

// KEDA's azure-blob compiles its globPattern in this way, without separators.
func readGlob(text string, _ *Options) (any, func(string) bool, error) {
	pattern, err := glob.Compile(text)
	if err != nil {
		return nil, nil, err
	}
	return nil, pattern.Match, nil
}

func readLabelSelector(text string, _ *Options) (any, func(string) bool, error) {
	selector, err := labels.Parse(text)
	if err != nil {
		return nil, nil, err
	}
	return selector.String(), func(input string) bool { return selector.Matches(labelsIn(input)) }, nil
}

// labelsIn parses "name=value,name=value".
func labelsIn(input string) labels.Set {
	set := labels.Set{}
	for pair := range strings.SplitSeq(input, ",") {
		if name, value, is := strings.Cut(pair, "="); is {
			set[name] = value
		}
	}
	return set
}

// schedule contains the fields of a cron expression as sets of bits; the highest bit stands for a star.
type schedule struct {
	Minute   string   `json:"minute"`
	Hour     string   `json:"hour"`
	Dom      string   `json:"dom"`
	Month    string   `json:"month"`
	Dow      string   `json:"dow"`
	Location string   `json:"location"`
	Next     []string `json:"next,omitempty"`
}

// The fields that KEDA's cron scaler reads: no seconds, and no @daily or the like.
var cronFields = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

func readCron(text string, options *Options) (any, func(string) bool, error) {
	parsed, err := cronFields.Parse(text)
	if err != nil {
		return nil, nil, err
	}
	spec, is := parsed.(*cron.SpecSchedule)
	if !is {
		return nil, nil, fmt.Errorf("the judge does not know a schedule of type %T", parsed)
	}
	s := schedule{bits(spec.Minute), bits(spec.Hour), bits(spec.Dom), bits(spec.Month), bits(spec.Dow), spec.Location.String(), nil}
	if options.From != nil {
		for next := *options.From; len(s.Next) < options.Times; {
			if next = spec.Next(next); next.IsZero() {
				break // there is no such day
			}
			s.Next = append(s.Next, next.Format(time.RFC3339))
		}
	}
	return s, nil, nil
}

// bits is a text, since many JSON parsers round numbers of this size.
func bits(field uint64) string {
	return strconv.FormatUint(field, 16)
}

func parseTimezone(text string) (string, error) {
	location, err := time.LoadLocation(text)
	if err != nil {
		return "", err
	}
	return location.String(), nil
}

// address contains the parts of a URL; Text is the URL as Go writes it.
type address struct {
	Text     string `json:"text"`
	Scheme   string `json:"scheme,omitempty"`
	Opaque   string `json:"opaque,omitempty"`
	User     string `json:"user,omitempty"`
	Host     string `json:"host,omitempty"`
	Hostname string `json:"hostname,omitempty"`
	Port     string `json:"port,omitempty"`
	Path     string `json:"path,omitempty"`
	Query    string `json:"query,omitempty"`
	Fragment string `json:"fragment,omitempty"`
}

func parseURL(u *url.URL, err error) (address, error) {
	if err != nil {
		return address{}, err
	}
	return address{
		Text: u.String(), Scheme: u.Scheme, Opaque: u.Opaque, User: u.User.String(), Host: u.Host, Hostname: u.Hostname(),
		Port: u.Port(), Path: u.Path, Query: u.RawQuery, Fragment: u.Fragment,
	}, nil
}
