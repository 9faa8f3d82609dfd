package dev.plenum.lead;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of contact codes.
 *
 * @param codeValidity how long a contact code is valid; 5 minutes by default
 */
@ConfigurationProperties("plenum.leads")
record LeadSettings(@DefaultValue("5m") Duration codeValidity) {

}
