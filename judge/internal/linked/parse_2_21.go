//go:build !keda_2_20

package linked

import _ "unsafe" // go:linkname

//go:linkname ParseClickHouse github.com/kedacore/keda/v2/pkg/scalers.parseClickHouseMetadata
func ParseClickHouse()

//go:linkname ParseSpanner github.com/kedacore/keda/v2/pkg/scalers.parseSpannerMetadata
func ParseSpanner()
