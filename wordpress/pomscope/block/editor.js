// The block in the editor: a placeholder and its settings. What visitors get is printed by the server (includes/output.php).
( function ( { blocks, blockEditor, components, element, i18n } ) {
	const { createElement: el, Fragment } = element;
	const { __, sprintf } = i18n;

	/** Drawn, since newer editors show the page in a frame that has no icons of WordPress' own. */
	const icon = el( 'svg', { viewBox: '0 0 24 24', width: 24, height: 24, 'aria-hidden': true }, el( 'path', { d: 'M5 13h3v6H5zm5.5-4h3v10h-3zM16 5h3v14h-3z' } ) );

	/** Values that an attribute may have, with their words; empty means that the visitor or the site decides. */
	const CHOICES = {
		start: [
			[ '', __( 'As usual', 'pomscope' ) ],
			[ 'quick', __( 'Quick check', 'pomscope' ) ],
			[ 'full', __( 'Full assessment', 'pomscope' ) ],
		],
		side: [
			[ '', __( 'The visitor chooses', 'pomscope' ) ],
			[ 'it', __( 'IT', 'pomscope' ) ],
			[ 'business', __( 'Business', 'pomscope' ) ],
			[ 'both', __( 'Both', 'pomscope' ) ],
		],
		theme: [
			[ '', __( 'As the visitor’s device', 'pomscope' ) ],
			[ 'light', __( 'Light', 'pomscope' ) ],
			[ 'dark', __( 'Dark', 'pomscope' ) ],
		],
	};

	function edit( { attributes, setAttributes } ) {
		const set = ( name ) => ( value ) => setAttributes( { [ name ]: value || undefined } );
		const choice = ( name, label ) =>
			el( components.SelectControl, {
				label,
				value: attributes[ name ] || '',
				options: CHOICES[ name ].map( ( [ value, words ] ) => ( { value, label: words } ) ),
				onChange: set( name ),
			} );
		const line = ( name, label, help ) => el( components.TextControl, { label, help, value: attributes[ name ] || '', onChange: set( name ) } );
		const toggle = ( name, label, help ) =>
			el( components.ToggleControl, { label, help, checked: !! attributes[ name ], onChange: ( value ) => setAttributes( { [ name ]: value } ) } );
		const settings = el( 'a', { href: 'options-general.php?page=pomscope' }, __( 'Settings → Pomscope', 'pomscope' ) );
		const words = ( name ) => CHOICES[ name ].find( ( [ value ] ) => value === ( attributes[ name ] || '' ) )?.[ 1 ] ?? attributes[ name ];

		return el(
			Fragment,
			null,
			el(
				blockEditor.InspectorControls,
				null,
				el(
					components.PanelBody,
					{ title: __( 'Assessment', 'pomscope' ) },
					choice( 'start', __( 'Offered first', 'pomscope' ) ),
					choice( 'side', __( 'Answered from the side of', 'pomscope' ) ),
					choice( 'theme', __( 'Theme', 'pomscope' ) ),
					line( 'lang', __( 'Language', 'pomscope' ), __( 'A language tag such as en. Empty: the page’s language.', 'pomscope' ) ),
					line( 'pack', __( 'Questionnaire of yours', 'pomscope' ), __( 'The address of its file. Empty: Pomscope’s own.', 'pomscope' ) )
				),
				el(
					components.PanelBody,
					{ title: __( 'You and your offer', 'pomscope' ), initialOpen: false },
					toggle( 'details', __( 'Show the site’s details', 'pomscope' ), settings ),
					line( 'ctaHref', __( 'Address of what comes next', 'pomscope' ), __( 'Empty: the one from the settings.', 'pomscope' ) ),
					line( 'ctaLabel', __( 'Words on that link', 'pomscope' ) )
				),
				el(
					components.PanelBody,
					{ title: __( 'Storage and loading', 'pomscope' ), initialOpen: false },
					line( 'storageKey', __( 'Storage key', 'pomscope' ), __( 'Letters, digits, - and _. Blocks with different keys share no answers.', 'pomscope' ) ),
					toggle( 'links', __( 'Open answers from links', 'pomscope' ), __( 'Reads an answer code from the page’s address, after #.', 'pomscope' ) ),
					toggle( 'eager', __( 'Load at once', 'pomscope' ), __( 'Otherwise it loads when the visitor comes near it.', 'pomscope' ) )
				)
			),
			el(
				'div',
				blockEditor.useBlockProps(),
				el(
					components.Placeholder,
					{
						icon,
						label: __( 'Pomscope', 'pomscope' ),
						instructions: __( 'Visitors see the assessment here. Its settings are in the sidebar; your name, consent text and colours are in the site’s settings.', 'pomscope' ),
					},
					el(
						'p',
						{ style: { margin: 0 } },
						/* translators: 1: which way is offered first, 2: side, 3: theme. */
						sprintf( __( 'Offered first: %1$s. Side: %2$s. Theme: %3$s.', 'pomscope' ), words( 'start' ), words( 'side' ), words( 'theme' ) )
					)
				)
			)
		);
	}

	// Everything else about the block is in block.json; the server prints it.
	blocks.registerBlockType( 'pomscope/assessment', { icon, edit, save: () => null } );
} )( window.wp );
