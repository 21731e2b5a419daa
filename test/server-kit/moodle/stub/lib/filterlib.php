<?php
// Its functions are in ../api.php.
