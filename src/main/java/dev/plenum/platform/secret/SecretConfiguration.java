package dev.plenum.platform.secret;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Reads the derivation key before the server answers its first request.
 */
@Configuration(proxyBeanMethods = false)
@Import(DerivationKey.class)
public class SecretConfiguration {

	@Bean
	StartUpStep derivationKeyIsRead(DerivationKey key) {
		return new StartUpStep(Phase.GROUNDWORK, key::load);
	}

}
