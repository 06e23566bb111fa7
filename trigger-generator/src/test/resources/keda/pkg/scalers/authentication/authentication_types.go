package authentication

// Type is a way to log in
type Type string

type (
	// BasicAuth has a user
	BasicAuth struct {
		Username string `keda:"name=username, order=authParams"`
	}

	// Config has all ways
	Config struct {
		Modes []Type `keda:"name=authModes;authMode, order=triggerMetadata;authParams, enum=basic;tls, exclusiveSet=basic;tls, optional"`

		BasicAuth `keda:"optional"`
	}
)
