package scalers

type onlyInATest struct {
	Other string `keda:"name=onlyInATest, order=triggerMetadata"`
}
