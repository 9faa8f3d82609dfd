package dev.plenum.sample;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of local mode that newcomers meet first.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Greeting.class, SampleData.class })
public class SampleConfiguration {

}
