package dev.plenum.lead;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How contact data change hands.
 *
 * @param codeValidity how long a contact code can be redeemed after it was asked for
 */
@ConfigurationProperties("plenum.leads")
record LeadSettings(@DefaultValue("5m") Duration codeValidity) {

}
