// Package pki creates the certificates and keys of one cluster.
package pki

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"net"
	"os"
	"path/filepath"
	"time"
)

// serverNames are all names of servers in the cluster: one certificate serves every program.
var serverNames = []string{
	"localhost",
	"kubernetes.default.svc",
	"keda-operator.keda.svc",
	"keda-metrics-apiserver.keda.svc",
	"keda-admission-webhooks.keda.svc",
	"metrics-server.kube-system.svc",
}

// Files are the paths of the files that Write wrote.
type Files struct {
	CA string
	// KeysDir contains the server's certificate as tls.crt and tls.key, and the CA as ca.crt, as KEDA expects them.
	KeysDir                       string
	ServerCert, ServerKey         string
	AdminCert, AdminKey           string
	FrontProxyCert, FrontProxyKey string
	ServiceAccountKey             string
	ServiceAccountPublicKey       string
}

// FrontProxy is the name by which aggregated API servers recognize the API server.
const FrontProxy = "front-proxy"

// Write creates new certificates and keys in a folder.
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
	ca, err := newAuthority()
	if err != nil {
		return Files{}, err
	}
	w := writer{}
	w.pem(files.CA, "CERTIFICATE", ca.certificate.Raw)
	w.pair(ca, newKey, files.ServerCert, files.ServerKey, x509.Certificate{
		Subject:     pkix.Name{CommonName: "server"},
		DNSNames:    serverNames,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	})
	w.pair(ca, newClientKey, files.AdminCert, files.AdminKey, x509.Certificate{
		Subject: pkix.Name{CommonName: "admin", Organization: []string{"system:masters"}},
	})
	w.pair(ca, newKey, files.FrontProxyCert, files.FrontProxyKey, x509.Certificate{
		Subject: pkix.Name{CommonName: FrontProxy},
	})
	w.keys(newKey, files.ServiceAccountKey, files.ServiceAccountPublicKey)
	return files, w.err
}

// newKey creates an EC key, because creating an RSA key takes much longer.
func newKey() (crypto.Signer, error) {
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}

// newClientKey creates a key that fabric8 can read in a kubeconfig.
func newClientKey() (crypto.Signer, error) {
	return rsa.GenerateKey(rand.Reader, 2048)
}

type authority struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

func newAuthority() (authority, error) {
	key, err := newKey()
	if err != nil {
		return authority{}, err
	}
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

func (a authority) sign(template x509.Certificate, key crypto.PublicKey) ([]byte, error) {
	template.NotBefore = a.certificate.NotBefore
	template.NotAfter = a.certificate.NotAfter
	template.KeyUsage = x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	return x509.CreateCertificate(rand.Reader, &template, a.certificate, key, a.key)
}

// writer writes files until one fails.
type writer struct {
	err error
}

// pair writes a new key and a certificate for it.
func (w *writer) pair(ca authority, newKey func() (crypto.Signer, error), certPath, keyPath string, template x509.Certificate) {
	public := w.key(newKey, keyPath)
	if w.err != nil {
		return
	}
	der, err := ca.sign(template, public)
	w.err = err
	w.pem(certPath, "CERTIFICATE", der)
}

// keys writes a new key, and its public half.
func (w *writer) keys(newKey func() (crypto.Signer, error), keyPath, publicPath string) {
	public := w.key(newKey, keyPath)
	if w.err != nil {
		return
	}
	der, err := x509.MarshalPKIXPublicKey(public)
	w.err = err
	w.pem(publicPath, "PUBLIC KEY", der)
}

// key writes a new key as PKCS #8 and returns its public half.
func (w *writer) key(newKey func() (crypto.Signer, error), path string) crypto.PublicKey {
	if w.err != nil {
		return nil
	}
	key, err := newKey()
	if err != nil {
		w.err = err
		return nil
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	w.err = err
	w.pem(path, "PRIVATE KEY", der)
	return key.Public()
}

func (w *writer) pem(path, kind string, der []byte) {
	if w.err == nil {
		w.err = os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
	}
}
