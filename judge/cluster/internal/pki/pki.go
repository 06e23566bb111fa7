// Package pki makes the certificates and keys of one cluster. All keys are RSA, since fabric8 reads no others in a kubeconfig,
// and PKCS #8, which Java reads without a library.
package pki

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"
)

const bits = 2048

// serverNames are all names under which anything in the cluster is reached: one certificate serves every program.
var serverNames = []string{
	"localhost",
	"kubernetes.default.svc",
	"keda-operator.keda.svc",
	"keda-metrics-apiserver.keda.svc",
	"keda-admission-webhooks.keda.svc",
	"metrics-server.kube-system.svc",
}

// Files are the paths of what Write wrote.
type Files struct {
	CA string
	// KeysDir holds the server's certificate as tls.crt and tls.key, and the CA as ca.crt, as KEDA wants them.
	KeysDir                       string
	ServerCert, ServerKey         string
	AdminCert, AdminKey           string
	FrontProxyCert, FrontProxyKey string
	ServiceAccountKey             string
	ServiceAccountPublicKey       string
}

// FrontProxy is the name by which aggregated API servers know the API server.
const FrontProxy = "front-proxy"

// Write makes new certificates and keys in a folder.
func Write(dir string) (Files, error) {
	files := Files{
		CA:                      filepath.Join(dir, "ca.crt"),
		KeysDir:                 dir,
		ServerCert:              filepath.Join(dir, "tls.crt"),
		ServerKey:               filepath.Join(dir, "tls.key"),
		AdminCert:               filepath.Join(dir, "admin.crt"),
		AdminKey:                filepath.Join(dir, "admin.key"),
		FrontProxyCert:          filepath.Join(dir, "front-proxy.crt"),
		FrontProxyKey:           filepath.Join(dir, "front-proxy.key"),
		ServiceAccountKey:       filepath.Join(dir, "service-account.key"),
		ServiceAccountPublicKey: filepath.Join(dir, "service-account.pub"),
	}
	keys, err := generate(5)
	if err != nil {
		return Files{}, err
	}
	ca, err := newAuthority(keys[0])
	if err != nil {
		return Files{}, err
	}
	w := writer{}
	w.pem(files.CA, "CERTIFICATE", ca.certificate.Raw)
	w.pair(ca, keys[1], files.ServerCert, files.ServerKey, x509.Certificate{
		Subject:     pkix.Name{CommonName: "server"},
		DNSNames:    serverNames,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	})
	w.pair(ca, keys[2], files.AdminCert, files.AdminKey, x509.Certificate{
		Subject: pkix.Name{CommonName: "admin", Organization: []string{"system:masters"}},
	})
	w.pair(ca, keys[3], files.FrontProxyCert, files.FrontProxyKey, x509.Certificate{
		Subject: pkix.Name{CommonName: FrontProxy},
	})
	w.key(files.ServiceAccountKey, keys[4])
	w.publicKey(files.ServiceAccountPublicKey, keys[4])
	return files, w.err
}

func generate(count int) ([]*rsa.PrivateKey, error) {
	keys := make([]*rsa.PrivateKey, count)
	errs := make([]error, count)
	var group sync.WaitGroup
	for i := range count {
		group.Go(func() { keys[i], errs[i] = rsa.GenerateKey(rand.Reader, bits) })
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return keys, nil
}

type authority struct {
	certificate *x509.Certificate
	key         *rsa.PrivateKey
}

func newAuthority(key *rsa.PrivateKey) (authority, error) {
	template := x509.Certificate{
		Subject:               pkix.Name{CommonName: "cluster"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().AddDate(1, 0, 0),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, key.Public(), key)
	if err != nil {
		return authority{}, err
	}
	certificate, err := x509.ParseCertificate(der)
	return authority{certificate: certificate, key: key}, err
}

func (a authority) sign(template x509.Certificate, key *rsa.PrivateKey) ([]byte, error) {
	template.NotBefore = a.certificate.NotBefore
	template.NotAfter = a.certificate.NotAfter
	template.KeyUsage = x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	return x509.CreateCertificate(rand.Reader, &template, a.certificate, key.Public(), a.key)
}

// writer writes files until one fails.
type writer struct {
	err error
}

func (w *writer) pair(ca authority, key *rsa.PrivateKey, certPath, keyPath string, template x509.Certificate) {
	der, err := ca.sign(template, key)
	if w.err == nil {
		w.err = err
	}
	w.pem(certPath, "CERTIFICATE", der)
	w.key(keyPath, key)
}

func (w *writer) key(path string, key *rsa.PrivateKey) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if w.err == nil {
		w.err = err
	}
	w.pem(path, "PRIVATE KEY", der)
}

func (w *writer) publicKey(path string, key *rsa.PrivateKey) {
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if w.err == nil {
		w.err = err
	}
	w.pem(path, "PUBLIC KEY", der)
}

func (w *writer) pem(path, kind string, der []byte) {
	if w.err == nil {
		w.err = os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
	}
}
