<?php
/**
 * Settings → Pomscope: asks for the owner's details, the look and the form's field; what is allowed in them is in options.php.
 *
 * @package Pomscope
 */

defined( 'ABSPATH' ) || exit;

const POMSCOPE_PAGE = 'pomscope';

/**
 * Sections of the page: title, a sentence, fields. A field: label, explanation.
 *
 * @return array<string, array{0: string, 1: string, 2: array<string, array{0: string, 1: string}>}>
 */
function pomscope_sections() {
	$policy = (string) get_privacy_policy_url();
	return array(
		'owner'   => array(
			__( 'Who you are', 'pomscope' ),
			__( 'Stands on the result, on the report and where a visitor decides whether to share. Empty fields are left out.', 'pomscope' ),
			array(
				'name'    => array( __( 'Name', 'pomscope' ), '' ),
				'logo'    => array( __( 'Address of your logo', 'pomscope' ), __( 'A PNG, JPEG, WebP or SVG of this site’s media library, at most 74 KB: Media → the picture → Copy URL.', 'pomscope' ) ),
				'contact' => array( __( 'Contact', 'pomscope' ), __( 'An e-mail address.', 'pomscope' ) ),
				'privacy' => array(
					__( 'Privacy policy', 'pomscope' ),
					$policy
						/* translators: %s: address of the site's privacy policy. */
						? sprintf( __( 'Left empty, it is this site’s: %s', 'pomscope' ), $policy )
						: __( 'This site has no privacy policy page yet; see Settings → Privacy.', 'pomscope' ),
				),
			),
		),
		'share'   => array(
			__( 'When a visitor shares the result', 'pomscope' ),
			__( 'Nothing is shared unless the visitor ticks what, and agrees to your text.', 'pomscope' ),
			array(
				'consent_text'    => array( __( 'What they agree to', 'pomscope' ), __( 'Say who receives it, what for, and how they can withdraw.', 'pomscope' ) ),
				'consent_version' => array( __( 'Version of this text', 'pomscope' ), __( 'Handed over with the consent. Change it whenever you change the text, for instance to today’s date.', 'pomscope' ) ),
				'share_to'        => array(
					__( 'Fill a form field', 'pomscope' ),
					__( 'CSS selector of the hidden field of a form on the same page, for instance input[name="pomscope"]. What a visitor shares is put into it as JSON; your form sends it. Empty: nothing is filled.', 'pomscope' ),
				),
			),
		),
		'cta'     => array(
			__( 'What comes after the result', 'pomscope' ),
			'',
			array(
				'cta_href'  => array( __( 'Address', 'pomscope' ), __( 'For instance of your page for appointments. A block or shortcode may name another.', 'pomscope' ) ),
				'cta_label' => array( __( 'Words on the link', 'pomscope' ), '' ),
			),
		),
		'colours' => array(
			__( 'Colour', 'pomscope' ),
			'',
			array(
				'accent'      => array( __( 'Accent', 'pomscope' ), __( 'Such as #7a1f5c. It must be readable on white. Empty: Pomscope’s own.', 'pomscope' ) ),
				'accent_dark' => array( __( 'Accent on dark', 'pomscope' ), __( 'Such as #f0a6d3, readable on almost black. Empty: a lighter shade of the accent.', 'pomscope' ) ),
			),
		),
	);
}

add_action(
	'admin_menu',
	function () {
		add_options_page( __( 'Pomscope', 'pomscope' ), __( 'Pomscope', 'pomscope' ), 'manage_options', POMSCOPE_PAGE, 'pomscope_settings_page' );
	}
);

add_action(
	'admin_init',
	function () {
		register_setting(
			POMSCOPE_PAGE,
			POMSCOPE_OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => 'pomscope_accept',
				'default'           => array(),
			)
		);
		foreach ( pomscope_sections() as $section => list( $title, $sentence, $fields ) ) {
			add_settings_section(
				"pomscope-$section",
				$title,
				function () use ( $sentence ) {
					if ( $sentence ) {
						printf( '<p>%s</p>', esc_html( $sentence ) );
					}
				},
				POMSCOPE_PAGE
			);
			foreach ( $fields as $key => list( $label, $explanation ) ) {
				$at = array(
					'key'         => $key,
					'explanation' => $explanation,
					'label_for'   => "pomscope-$key",
				);
				add_settings_field( "pomscope-$key", $label, 'pomscope_field', POMSCOPE_PAGE, "pomscope-$section", $at );
			}
		}
	}
);

/**
 * Takes the form's fields; whoever typed something that is not kept is told.
 *
 * @param mixed $given The form's fields.
 * @return array<string, string>
 */
function pomscope_accept( $given ) {
	$clean = pomscope_clean_options( $given );
	foreach ( pomscope_sections() as $section ) {
		foreach ( $section[2] as $key => list( $label ) ) {
			if ( is_array( $given ) && ! empty( $given[ $key ] ) && '' === $clean[ $key ] ) {
				/* translators: %s: name of a setting. */
				add_settings_error( POMSCOPE_OPTION, "pomscope-$key", sprintf( __( '“%s” was left empty, since what was typed is not allowed there.', 'pomscope' ), $label ) );
			}
		}
	}
	return $clean;
}

/**
 * One field with its explanation.
 *
 * @param array{key: string, explanation: string} $at What add_settings_field was told.
 */
function pomscope_field( $at ) {
	$key   = $at['key'];
	$value = pomscope_options()[ $key ];
	$name  = POMSCOPE_OPTION . "[$key]";
	$about = $at['explanation'] ? sprintf( ' aria-describedby="pomscope-%s-about"', esc_attr( $key ) ) : '';
	if ( 'text' === pomscope_option_kinds()[ $key ] ) {
		// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- $about is escaped above.
		printf( '<textarea class="large-text" rows="4" maxlength="%d" id="pomscope-%s" name="%s"%s>%s</textarea>', (int) POMSCOPE_MOST_CHARACTERS, esc_attr( $key ), esc_attr( $name ), $about, esc_textarea( $value ) );
	} else {
		// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- $about is escaped above.
		printf( '<input type="text" class="regular-text" id="pomscope-%s" name="%s" value="%s"%s>', esc_attr( $key ), esc_attr( $name ), esc_attr( $value ), $about );
	}
	if ( $at['explanation'] ) {
		printf( '<p class="description" id="pomscope-%s-about">%s</p>', esc_attr( $key ), esc_html( $at['explanation'] ) );
	}
}

/**
 * The page itself.
 */
function pomscope_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
	printf(
		'<p>%s</p><p>%s</p>',
		esc_html__( 'These details go with every Pomscope block and shortcode on this site.', 'pomscope' ),
		esc_html__( 'To show the assessment, add the block “Pomscope” to a page, or write:', 'pomscope' ) . ' <code>[pomscope]</code>'
	);
	echo '<form action="options.php" method="post">';
	settings_fields( POMSCOPE_PAGE );
	do_settings_sections( POMSCOPE_PAGE );
	submit_button();
	echo '</form></div>';
}

add_filter(
	'plugin_action_links_' . plugin_basename( POMSCOPE_FILE ),
	function ( $links ) {
		$link = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=' . POMSCOPE_PAGE ) ), esc_html__( 'Settings', 'pomscope' ) );
		return array_merge( array( 'settings' => $link ), (array) $links );
	}
);
