// Puts what a visitor shares into a field of a form on the same page; sends nothing itself.
document.addEventListener( 'pomscope-share', ( event ) => {
	// Outside of shadow roots this is the <pom-scope> element.
	const { shareTo } = event.target.dataset;
	if ( ! shareTo ) return;
	let fields = [];
	try {
		fields = [ ...document.querySelectorAll( shareTo ) ].filter( ( field ) => 'value' in field );
	} catch {
		// Not a selector: treated as one that finds nothing.
	}
	if ( fields.length === 0 ) {
		console.warn( `Pomscope: no field of a form is found by ${ shareTo } (Settings → Pomscope → Fill a form field).` );
	}
	for ( const field of fields ) {
		field.value = JSON.stringify( event.detail );
		// Form plugins look at a field again only when told.
		for ( const type of [ 'input', 'change' ] ) field.dispatchEvent( new Event( type, { bubbles: true } ) );
	}
} );
