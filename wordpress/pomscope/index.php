<?php
// Nothing is here to be listed.
