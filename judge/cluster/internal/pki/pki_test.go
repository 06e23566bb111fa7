package pki

import (
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"os"
	"testing"
)

func TestTheServersCertificateIsValidForEveryNameThatIsCalled(t *testing.T) {
	files := write(t)
	server := load(t, files.ServerCert, files.ServerKey)
	for _, name := range append(serverNames, "127.0.0.1") {
		verify(t, files, server, x509.VerifyOptions{DNSName: name, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}})
	}
}

func TestClientsAreWhoTheyAreMeantToBe(t *testing.T) {
	files := write(t)
	admin := load(t, files.AdminCert, files.AdminKey)
	verify(t, files, admin, x509.VerifyOptions{KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}})
	if groups := admin.Leaf.Subject.Organization; len(groups) != 1 || groups[0] != "system:masters" {
		t.Errorf("the administrator is in %v; expected system:masters", groups)
	}
	proxy := load(t, files.FrontProxyCert, files.FrontProxyKey)
	verify(t, files, proxy, x509.VerifyOptions{KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}})
	if proxy.Leaf.Subject.CommonName != FrontProxy {
		t.Errorf("the front proxy is %s; expected %s", proxy.Leaf.Subject.CommonName, FrontProxy)
	}
}

func TestTheKeyOfTheKubeconfigIsRSA(t *testing.T) {
	files := write(t)
	if key := load(t, files.AdminCert, files.AdminKey).PrivateKey; !isRSA(key) {
		t.Errorf("it is a %T", key)
	}
}

func isRSA(key any) bool {
	_, is := key.(*rsa.PrivateKey)
	return is
}

func TestKeysArePKCS8AndReadableByTheirOwnerOnly(t *testing.T) {
	files := write(t)
	for _, path := range []string{files.ServerKey, files.AdminKey, files.FrontProxyKey, files.ServiceAccountKey} {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		block, _ := pem.Decode(content)
		if _, err := x509.ParsePKCS8PrivateKey(block.Bytes); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %s", path, info.Mode())
		}
	}
}

func TestTheFirstFileThatCannotBeWrittenIsTheError(t *testing.T) {
	if _, err := Write("/no/such/folder"); !os.IsNotExist(err) {
		t.Errorf("the error is %v; expected one about a missing folder", err)
	}
}

func write(t *testing.T) Files {
	t.Helper()
	files, err := Write(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func load(t *testing.T, cert, key string) tls.Certificate {
	t.Helper()
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

func verify(t *testing.T, files Files, pair tls.Certificate, options x509.VerifyOptions) {
	t.Helper()
	ca, err := os.ReadFile(files.CA)
	if err != nil {
		t.Fatal(err)
	}
	options.Roots = x509.NewCertPool()
	options.Roots.AppendCertsFromPEM(ca)
	if _, err := pair.Leaf.Verify(options); err != nil {
		t.Error(err)
	}
}
