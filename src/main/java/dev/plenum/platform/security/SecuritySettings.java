package dev.plenum.platform.security;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The issuer of tokens.
 *
 * @param issuerUri the issuer's name exactly as in its tokens, such as
 * {@code https://login.example.org/realms/congress}; empty for the local mode
 * @param audience the value that a token's claim {@code aud} must contain
 * @param data the directory for the key and the tokens of the local mode
 */
@ConfigurationProperties("plenum")
record SecuritySettings(@DefaultValue("") String issuerUri, @DefaultValue("plenum") String audience,
		@DefaultValue("data") Path data) {

	static final String ISSUER_URI = "plenum.issuer-uri";

}
