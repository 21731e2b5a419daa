<?php
// Loaded by ../load.php.
