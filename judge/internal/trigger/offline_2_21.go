//go:build !keda_2_20

package trigger

import "github.com/keda4j/keda4j/judge/internal/linked"

func init() {
	dialling["clickhouse"] = dials{"clickhouseScaler", linked.ParseClickHouse, plain, true}
	dialling["gcp-spanner"] = dials{"spannerScaler", linked.ParseSpanner, plain, false}
}
