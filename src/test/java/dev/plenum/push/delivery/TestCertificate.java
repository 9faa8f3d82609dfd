package dev.plenum.push.delivery;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import no.nav.security.mock.oauth2.http.SslKeystore;

/**
 * A certificate for localhost that no authority signed.
 *
 * @param key its private key
 * @param certificate the certificate
 */
record TestCertificate(PrivateKey key, X509Certificate certificate) {

	static TestCertificate create() {
		SslKeystore made = new SslKeystore();
		KeyStore store = made.getKeyStore();
		try {
			String alias = store.aliases().nextElement();
			return new TestCertificate((PrivateKey) store.getKey(alias, made.getKeyPassword().toCharArray()),
					(X509Certificate) store.getCertificate(alias));
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

}
