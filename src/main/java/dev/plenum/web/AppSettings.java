package dev.plenum.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the web applications.
 *
 * @param clientId the id under which the issuer knows the web applications. It is a
 * public client that uses the authorization code flow with PKCE
 * @param scope the scopes that they request at sign-in
 */
@ConfigurationProperties("plenum.apps")
record AppSettings(@DefaultValue("plenum-app") String clientId, @DefaultValue("openid offline_access") String scope) {
}
