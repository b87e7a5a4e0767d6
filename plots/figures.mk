plots:
	@:
