package aws

type AuthorizationMetadata struct {
	AwsRoleArn string
}

func GetAwsAuthorization(triggerMetadata, authParams, resolvedEnv map[string]string) (AuthorizationMetadata, error) {
	meta := AuthorizationMetadata{}
	if val, ok := authParams["awsRoleArn"]; ok && val != "" {
		meta.AwsRoleArn = val
	}
	if triggerMetadata["awsKeyFromEnv"] != "" {
		_ = resolvedEnv[triggerMetadata["awsKeyFromEnv"]]
	}
	return meta, nil
}
