<?php
/**
 * Pomscope for WordPress: puts the element on a page as a block or a shortcode; what the element does is not decided here.
 *
 * Plugin Name:       Pomscope
 * Description:       A maturity self-assessment for IT-business relationship management, as a block or a shortcode. It runs wholly in the visitor's browser and sends nothing.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       pomscope
 *
 * At your choice this plugin may also be used under the Apache License, version 2.0.
 *
 * @package Pomscope
 */

defined( 'ABSPATH' ) || exit;

const POMSCOPE_VERSION = '0.1.0';
const POMSCOPE_FILE    = __FILE__;

require __DIR__ . '/includes/attributes.php';
require __DIR__ . '/includes/options.php';
require __DIR__ . '/includes/scripts.php';
require __DIR__ . '/includes/output.php';
if ( is_admin() ) {
	require __DIR__ . '/includes/settings-page.php';
}
