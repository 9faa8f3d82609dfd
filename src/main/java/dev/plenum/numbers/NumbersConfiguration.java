package dev.plenum.numbers;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import(NumbersController.class)
public class NumbersConfiguration {

}
