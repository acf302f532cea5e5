"""What is held of a person, what is in the log, and how long does what stay?"""
