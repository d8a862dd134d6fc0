<?php
/**
 * The element's attributes, as a shortcode and a block may set them, and what each may hold; what comes from the settings is in options.php.
 *
 * @package Pomscope
 */

defined( 'ABSPATH' ) || exit;

/** The longest text that the element takes: that of the consent. */
const POMSCOPE_MOST_CHARACTERS = 10000;

/**
 * Attribute of <pom-scope> => what it may hold. The names are the element's own.
 *
 * @return array<string, string|string[]> A list of values, or one of: language, name, link, text, flag.
 */
function pomscope_attribute_kinds() {
	return array(
		'start'       => array( 'quick', 'full' ),
		'side'        => array( 'it', 'business', 'both' ),
		'theme'       => array( 'auto', 'light', 'dark' ),
		'lang'        => 'language',
		'pack'        => 'link',
		'storage-key' => 'name',
		'mode'        => array( 'embed', 'kiosk' ),
		'cta-href'    => 'link',
		'cta-label'   => 'text',
		'links'       => 'flag',
		'eager'       => 'flag',
	);
}

/**
 * One value, made safe for its attribute.
 *
 * @param string|string[] $kind  As in pomscope_attribute_kinds().
 * @param mixed           $value What was written.
 * @return string|null Null where there is nothing, or nothing allowed: then the attribute is left out.
 */
function pomscope_clean_attribute( $kind, $value ) {
	if ( ! is_scalar( $value ) ) {
		return null;
	}
	$value = trim( (string) $value );
	if ( 'flag' === $kind ) {
		return in_array( strtolower( $value ), array( '1', 'true', 'yes', 'on' ), true ) ? '' : null;
	}
	if ( is_array( $kind ) ) {
		return in_array( $value, $kind, true ) ? $value : null;
	}
	switch ( $kind ) {
		case 'language':
			return preg_match( '/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/D', $value ) ? $value : null;
		case 'name':
			return preg_match( '/^[A-Za-z0-9_-]{1,64}$/D', $value ) ? $value : null;
		case 'link':
			return pomscope_clean_link( $value ) ?: null;
		case 'text':
			return pomscope_clean_text( $value ) ?: null;
	}
	return null;
}

/**
 * An address to follow or to write to; anything that could run is dropped.
 *
 * @param mixed $value What was written.
 * @return string Empty where there is none.
 */
function pomscope_clean_link( $value ) {
	return esc_url_raw( trim( (string) $value ), array( 'https', 'http', 'mailto' ) );
}

/**
 * A line of text, with every character that can be seen: it is escaped where it is printed, and may hold what looks like markup.
 *
 * @param mixed $value What was written.
 * @return string Without what is no text, cut where the element would not take it.
 */
function pomscope_clean_text( $value ) {
	return trim( (string) preg_replace( '/\s+/u', ' ', pomscope_clean_lines( $value ) ) );
}

/**
 * As pomscope_clean_text, with its lines.
 *
 * @param mixed $value What was written.
 * @return string
 */
function pomscope_clean_lines( $value ) {
	$text = str_replace( array( "\r\n", "\r" ), "\n", wp_check_invalid_utf8( (string) $value ) );
	$text = (string) preg_replace( '/[\x00-\x08\x0B-\x1F\x7F]/', '', $text );
	return trim( mb_substr( $text, 0, POMSCOPE_MOST_CHARACTERS, 'UTF-8' ) );
}
