"""What does it cost? Each module in here with a `run()` measures one side of the system."""
