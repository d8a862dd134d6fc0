<?php
/**
 * What is left behind when the plugin is deleted: nothing. Its one option goes, on every site of a network.
 *
 * @package Pomscope
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $pomscope_site ) {
		delete_blog_option( $pomscope_site, 'pomscope' );
	}
} else {
	delete_option( 'pomscope' );
}
