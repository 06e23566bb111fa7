package cluster

import (
	"os"

	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

// writeKubeconfig writes a self-contained kubeconfig.
func writeKubeconfig(path string, endpoints Endpoints) error {
	ca, err := os.ReadFile(endpoints.CertificateAuthority)
	if err != nil {
		return err
	}
	certificate, err := os.ReadFile(endpoints.ClientCertificate)
	if err != nil {
		return err
	}
	key, err := os.ReadFile(endpoints.ClientKey)
	if err != nil {
		return err
	}
	config := api.NewConfig()
	config.Clusters["cluster"] = &api.Cluster{Server: endpoints.APIServer, CertificateAuthorityData: ca}
	config.AuthInfos["admin"] = &api.AuthInfo{ClientCertificateData: certificate, ClientKeyData: key}
	config.Contexts["cluster"] = &api.Context{Cluster: "cluster", AuthInfo: "admin", Namespace: "default"}
	config.CurrentContext = "cluster"
	return clientcmd.WriteToFile(*config, path)
}
