book:
	@:
