package dev.plenum.invitation;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts that all invitations by code have in common.
 */
@Configuration(proxyBeanMethods = false)
@Import(InvitationMaker.class)
@EnableConfigurationProperties(InvitationSettings.class)
public class InvitationConfiguration {

}
