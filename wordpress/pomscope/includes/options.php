<?php
/**
 * What the site's administrator set, in one option: read, made safe, and told in the words of the element; how it is asked for is in settings-page.php.
 *
 * @package Pomscope
 */

defined( 'ABSPATH' ) || exit;

const POMSCOPE_OPTION = 'pomscope';

/** As much of a picture as the element takes, which counts 100,000 bytes of its address. */
const POMSCOPE_LOGO_BYTES = 74000;

/**
 * The settings: key => kind. `line` is a line of text, `text` has several, `page` the address of a page, `picture` that of one in this site's media library.
 *
 * @return array<string, string>
 */
function pomscope_option_kinds() {
	return array(
		'name'            => 'line',
		'logo'            => 'picture',
		'contact'         => 'mail',
		'privacy'         => 'page',
		'consent_text'    => 'text',
		'consent_version' => 'line',
		'cta_href'        => 'link',
		'cta_label'       => 'line',
		'accent'          => 'colour',
		'accent_dark'     => 'colour',
		'share_to'        => 'line',
	);
}

/**
 * All settings; empty strings where nothing was set.
 *
 * @return array<string, string>
 */
function pomscope_options() {
	$saved = get_option( POMSCOPE_OPTION );
	$saved = is_array( $saved ) ? $saved : array();
	return array_intersect_key( $saved, pomscope_option_kinds() ) + array_fill_keys( array_keys( pomscope_option_kinds() ), '' );
}

/**
 * What comes from the settings' form, made safe. Keys that are not ours are dropped.
 *
 * @param mixed $given The form's fields.
 * @return array<string, string>
 */
function pomscope_clean_options( $given ) {
	$given = is_array( $given ) ? $given : array();
	$clean = array();
	foreach ( pomscope_option_kinds() as $key => $kind ) {
		$value         = isset( $given[ $key ] ) && is_scalar( $given[ $key ] ) ? trim( (string) $given[ $key ] ) : '';
		$clean[ $key ] = pomscope_clean_option( $kind, $value );
	}
	return $clean;
}

/**
 * One setting, made safe.
 *
 * @param string $kind  As in pomscope_option_kinds().
 * @param string $value What was typed.
 * @return string Empty where it is not allowed.
 */
function pomscope_clean_option( $kind, $value ) {
	switch ( $kind ) {
		case 'link':
			return pomscope_clean_link( $value );
		case 'page':
			return esc_url_raw( $value, array( 'https', 'http' ) );
		case 'picture':
			$value = esc_url_raw( $value, array( 'https', 'http' ) );
			return pomscope_picture( $value ) ? $value : '';
		case 'mail':
			return (string) sanitize_email( $value );
		case 'colour':
			return (string) sanitize_hex_color( $value );
		case 'text':
			return pomscope_clean_lines( $value );
	}
	return pomscope_clean_text( $value );
}

/**
 * The owner's details as the element reads them; parts that were not set are left out.
 *
 * @return array<string, mixed>
 */
function pomscope_owner() {
	$set   = pomscope_options();
	$owner = array_filter(
		array(
			'name'    => $set['name'],
			'logo'    => pomscope_picture( $set['logo'] ),
			'contact' => $set['contact'],
			'privacy' => $set['privacy'] ? $set['privacy'] : (string) get_privacy_policy_url(),
		)
	);
	if ( $set['consent_text'] ) {
		$owner['consent'] = array_filter( array( 'text' => $set['consent_text'], 'version' => $set['consent_version'] ) );
	}
	if ( $set['cta_href'] ) {
		$owner['cta'] = array_filter( array( 'href' => $set['cta_href'], 'label' => $set['cta_label'] ) );
	}
	return $owner;
}

/**
 * A picture of the media library as a `data:` address: the element takes no other, so that it makes no request for one.
 *
 * @param string $url The picture's address on this site.
 * @return string Empty where there is no such picture, or one that is too large or of another kind.
 */
function pomscope_picture( $url ) {
	$id   = $url ? attachment_url_to_postid( $url ) : 0;
	$path = $id ? get_attached_file( $id ) : '';
	$type = $id ? get_post_mime_type( $id ) : '';
	if ( ! $path || ! is_readable( $path ) || ! in_array( $type, array( 'image/png', 'image/jpeg', 'image/webp', 'image/svg+xml' ), true ) || filesize( $path ) > POMSCOPE_LOGO_BYTES ) {
		return '';
	}
	// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- a file of this site.
	return "data:$type;base64," . base64_encode( (string) file_get_contents( $path ) );
}

/**
 * The accent colour as custom properties of the element, with what is written on it black or white, whichever is easier to read.
 *
 * @return string Declarations, or empty.
 */
function pomscope_colours() {
	$set    = pomscope_options();
	$accent = sanitize_hex_color( $set['accent'] );
	if ( ! $accent ) {
		return '';
	}
	$dark = sanitize_hex_color( $set['accent_dark'] );
	if ( $dark ) {
		$on_dark = pomscope_on( $dark );
	} else {
		// Mixed with so much white that black can be read on it whatever the colour was.
		$dark    = "color-mix(in srgb, $accent 45%, #fff)";
		$on_dark = '#000';
	}
	return "--pom-accent:light-dark($accent, $dark);--pom-on-accent:light-dark(" . pomscope_on( $accent ) . ", $on_dark)";
}

/**
 * Black or white, whichever has more contrast with a colour (WCAG 2 relative luminance).
 *
 * @param string $hex As sanitize_hex_color gives it.
 * @return string
 */
function pomscope_on( $hex ) {
	return pomscope_luminance( $hex ) > 0.179 ? '#000' : '#fff';
}

/**
 * Relative luminance of a colour, 0 to 1 (WCAG 2).
 *
 * @param string $hex As sanitize_hex_color gives it.
 * @return float
 */
function pomscope_luminance( $hex ) {
	$hex = ltrim( $hex, '#' );
	if ( 3 === strlen( $hex ) ) {
		$hex = $hex[0] . $hex[0] . $hex[1] . $hex[1] . $hex[2] . $hex[2];
	}
	$linear = array();
	foreach ( str_split( $hex, 2 ) as $part ) {
		$share    = hexdec( $part ) / 255;
		$linear[] = $share <= 0.04045 ? $share / 12.92 : pow( ( $share + 0.055 ) / 1.055, 2.4 );
	}
	return 0.2126 * $linear[0] + 0.7152 * $linear[1] + 0.0722 * $linear[2];
}
