package dev.plenum.mydata;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import(MyDataController.class)
public class MyDataConfiguration {

}
