package dev.plenum.mydata;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of reading and deleting what is held about somebody.
 */
@Configuration(proxyBeanMethods = false)
@Import(MyDataController.class)
public class MyDataConfiguration {

}
