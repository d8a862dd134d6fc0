<?php
/**
 * Block and shortcode: the markup of the element, the same from both; which values are allowed is in attributes.php.
 *
 * @package Pomscope
 */

defined( 'ABSPATH' ) || exit;

/**
 * The element's markup.
 *
 * @param array<string, mixed> $given   Attributes by the element's names; what is not among them is ignored.
 * @param string               $wrapper Attributes of the block's wrapper, made safe already; empty: no wrapper.
 * @return string
 */
function pomscope_element( $given, $wrapper = '' ) {
	if ( is_feed() ) {
		return sprintf( '<p><a href="%s">%s</a></p>', esc_url( (string) get_permalink() ), esc_html__( 'To the assessment', 'pomscope' ) );
	}
	pomscope_enqueue( 'pomscope' );
	$attributes = array();
	foreach ( pomscope_attribute_kinds() as $name => $kind ) {
		$value = isset( $given[ $name ] ) ? pomscope_clean_attribute( $kind, $given[ $name ] ) : null;
		if ( null !== $value ) {
			$attributes[ $name ] = $value;
		}
	}
	$share_to = pomscope_options()['share_to'];
	if ( $share_to ) {
		pomscope_enqueue( 'pomscope-share-to-form' );
		$attributes['data-share-to'] = $share_to;
	}
	$colours = pomscope_colours();
	if ( $colours ) {
		$attributes['style'] = $colours;
	}
	$told = '';
	foreach ( $attributes as $name => $value ) {
		// Shortcodes are looked for in what a block has printed, too: its brackets must not be read as one.
		$told .= sprintf( ' %s="%s"', $name, str_replace( array( '[', ']' ), array( '&#091;', '&#093;' ), esc_attr( $value ) ) );
	}
	$owner   = pomscope_owner();
	$details = '';
	if ( $owner && ( ! isset( $given['details'] ) || null !== pomscope_clean_attribute( 'flag', $given['details'] ) ) ) {
		$details = '<script type="application/json">' . pomscope_json( $owner ) . '</script>';
	}
	$element = sprintf(
		'<pom-scope%s>%s<p>%s</p></pom-scope>',
		$told,
		$details,
		// In view until the program is there, and where it never comes.
		esc_html__( 'The assessment appears here. It runs in your browser and needs JavaScript.', 'pomscope' )
	);
	return $wrapper ? sprintf( '<div %s>%s</div>', $wrapper, $element ) : $element;
}

/**
 * JSON that can stand in a page's script element and in a text in which WordPress looks for shortcodes.
 *
 * @param array<string, mixed> $data Objects only: brackets of a list would be masked as well.
 * @return string
 */
function pomscope_json( $data ) {
	$json = (string) wp_json_encode( $data, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_UNESCAPED_SLASHES );
	return str_replace( array( '[', ']' ), array( '\u005B', '\u005D' ), $json );
}

/**
 * Block attribute => the element's. The block's are in camel case, as blocks have them.
 *
 * @return array<string, string>
 */
function pomscope_block_attributes() {
	$names = array();
	foreach ( array_keys( pomscope_attribute_kinds() ) as $name ) {
		$names[ lcfirst( str_replace( '-', '', ucwords( $name, '-' ) ) ) ] = $name;
	}
	return $names;
}

add_action(
	'init',
	function () {
		load_plugin_textdomain( 'pomscope', false, dirname( plugin_basename( POMSCOPE_FILE ) ) . '/languages' );

		add_shortcode(
			'pomscope',
			function ( $given ) {
				$none = array_fill_keys( array_keys( pomscope_attribute_kinds() ), null );
				return pomscope_element( shortcode_atts( $none + array( 'details' => null ), $given, 'pomscope' ) );
			}
		);

		register_block_type(
			dirname( POMSCOPE_FILE ) . '/block',
			array(
				'render_callback' => function ( $given ) {
					$named = isset( $given['details'] ) ? array( 'details' => $given['details'] ? 'yes' : 'no' ) : array();
					foreach ( pomscope_block_attributes() as $in_block => $name ) {
						if ( isset( $given[ $in_block ] ) ) {
							$named[ $name ] = $given[ $in_block ];
						}
					}
					// The alignment that a new block has is in block.json only, where older WordPress does not look for it.
					$wide = isset( $given['align'] ) && in_array( $given['align'], array( 'wide', 'full' ), true );
					return pomscope_element( $named, get_block_wrapper_attributes( $wide ? array( 'class' => 'align' . $given['align'] ) : array() ) );
				},
			)
		);
		wp_set_script_translations( 'pomscope-assessment-editor-script', 'pomscope' );
	}
);
