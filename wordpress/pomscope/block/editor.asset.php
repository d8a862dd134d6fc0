<?php
/**
 * What the block's editor script needs; WordPress reads it beside editor.js.
 *
 * @package Pomscope
 */

return array(
	'dependencies' => array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => substr( (string) md5_file( __DIR__ . '/editor.js' ), 0, 10 ),
);
