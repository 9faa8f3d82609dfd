package dev.plenum.platform.graphql;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the documents that the server executes.
 *
 * @param trustedDocuments the file with the documents of the apps by their ids; empty for
 * the built-in documents only
 * @param onlyTrustedDocuments whether all other documents are refused
 */
@ConfigurationProperties("plenum")
record DocumentSettings(@DefaultValue("") String trustedDocuments,
		@DefaultValue("false") boolean onlyTrustedDocuments) {

}
