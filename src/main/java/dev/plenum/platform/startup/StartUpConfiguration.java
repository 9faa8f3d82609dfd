package dev.plenum.platform.startup;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Runs the steps of the start.
 */
@Configuration(proxyBeanMethods = false)
@Import(StartUp.class)
public class StartUpConfiguration {

}
