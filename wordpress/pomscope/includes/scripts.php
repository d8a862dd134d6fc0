<?php
/**
 * Which scripts a page gets, and what tells others to leave them as they are; only pages that show the element get any.
 *
 * @package Pomscope
 */

defined( 'ABSPATH' ) || exit;

/**
 * Handle => file inside the plugin.
 *
 * @return array<string, string>
 */
function pomscope_scripts() {
	return array(
		'pomscope'               => 'files/pomscope.js',
		'pomscope-share-to-form' => 'share-to-form.js',
	);
}

/**
 * On every script of ours: a module that was joined with other files no longer finds its own, one that is held back
 * until the visitor moves leaves an empty place. The names are those that LiteSpeed Cache, WP Rocket and Cloudflare read.
 *
 * @return array<string, string>
 */
function pomscope_leave_alone() {
	return array(
		'data-no-optimize' => '1',
		'data-no-defer'    => '1',
		'data-no-minify'   => '1',
		'data-cfasync'     => 'false',
	);
}

/**
 * Asks for one of our scripts on the page that is being made.
 *
 * @param string $handle As in pomscope_scripts().
 */
function pomscope_enqueue( $handle ) {
	$file = pomscope_scripts()[ $handle ];
	$url  = plugins_url( $file, POMSCOPE_FILE );
	// pomscope.js keeps its name from version to version: what asks for it changes with what is in it.
	$version = substr( (string) md5_file( plugin_dir_path( POMSCOPE_FILE ) . $file ), 0, 10 );
	if ( function_exists( 'wp_enqueue_script_module' ) ) {
		wp_enqueue_script_module( $handle, $url, array(), $version );
	} else {
		wp_enqueue_script( $handle, $url, array(), $version, true );
	}
}

// WordPress 6.5 and newer: modules are printed with these attributes.
add_filter(
	'wp_script_attributes',
	function ( $attributes ) {
		$id = isset( $attributes['id'] ) ? preg_replace( '/-js-module$/', '', $attributes['id'] ) : '';
		return isset( pomscope_scripts()[ $id ] ) ? $attributes + pomscope_leave_alone() : $attributes;
	}
);

// Before 6.5: scripts are printed as text.
add_filter(
	'script_loader_tag',
	function ( $tag, $handle, $src ) {
		if ( ! isset( pomscope_scripts()[ $handle ] ) ) {
			return $tag;
		}
		$told = '';
		foreach ( pomscope_leave_alone() as $name => $value ) {
			$told .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
		// phpcs:ignore WordPress.WP.EnqueuedResources.NonEnqueuedScript -- this is the enqueued one, written as a module.
		return sprintf( '<script type="module" src="%s" id="%s-js"%s></script>' . "\n", esc_url( $src ), esc_attr( $handle ), $told );
	},
	10,
	3
);

/**
 * Path of our scripts on this site, as a pattern: /wp-content/plugins/pomscope/(.*).js
 *
 * @return string
 */
function pomscope_path_pattern() {
	return wp_parse_url( plugins_url( '/', POMSCOPE_FILE ), PHP_URL_PATH ) . '(.*).js';
}

/**
 * Path of our scripts on this site, as a part of an address.
 *
 * @return string
 */
function pomscope_path_part() {
	return (string) wp_parse_url( plugins_url( '/', POMSCOPE_FILE ), PHP_URL_PATH );
}

// WP Rocket: join and minify, defer, delay. Each list holds patterns.
foreach ( array( 'rocket_exclude_js', 'rocket_exclude_defer_js', 'rocket_delay_js_exclusions' ) as $pomscope_filter ) {
	add_filter(
		$pomscope_filter,
		function ( $excluded ) {
			$excluded   = (array) $excluded;
			$excluded[] = pomscope_path_pattern();
			return $excluded;
		}
	);
}

// LiteSpeed Cache: join and minify, defer. Each list holds parts of addresses.
foreach ( array( 'litespeed_optimize_js_excludes', 'litespeed_optm_js_defer_exc' ) as $pomscope_filter ) {
	add_filter(
		$pomscope_filter,
		function ( $excluded ) {
			$excluded   = (array) $excluded;
			$excluded[] = pomscope_path_part();
			return $excluded;
		}
	);
}
unset( $pomscope_filter );

// Autoptimize: a list in one text, with commas; where it is an array, its keys count.
add_filter(
	'autoptimize_filter_js_exclude',
	function ( $excluded ) {
		if ( is_array( $excluded ) ) {
			return $excluded + array( pomscope_path_part() => '' );
		}
		return implode( ', ', array_filter( array( (string) $excluded, pomscope_path_part() ) ) );
	}
);
