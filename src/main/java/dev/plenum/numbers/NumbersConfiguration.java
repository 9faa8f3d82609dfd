package dev.plenum.numbers;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The part that counts.
 */
@Configuration(proxyBeanMethods = false)
@Import(NumbersController.class)
public class NumbersConfiguration {

}
