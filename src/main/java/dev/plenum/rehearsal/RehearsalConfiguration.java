package dev.plenum.rehearsal;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The rehearsal of a server after its start.
 */
@Configuration(proxyBeanMethods = false)
@Import(WarmUp.class)
@EnableConfigurationProperties(RehearsalSettings.class)
public class RehearsalConfiguration {

}
