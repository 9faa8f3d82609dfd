package dev.plenum.signin;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ CodeAttempts.class, EndedSignIns.class, PersonalSignIns.class, SignInController.class, SignInDesk.class })
public class SignInConfiguration {

}
